"""The field's own types. Each is frozen, validated in one pass, and described in Vietnamese for editors."""
