"""Authoring of the built-in Word templates: `python -m authoring` writes templates/*.docx.

The .docx files are what users open and edit; this package only keeps the built-in ones alike (one style sheet, one
frame) and reviewable as text. A test holds that both are in step.
"""
