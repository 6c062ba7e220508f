"""The compatibility set: every docxtpl tag in every place, rendered by both engines, compared part by part."""
