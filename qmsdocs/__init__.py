"""qmsdocs: whole ISO 9001 document sets for Vietnamese state agencies, from YAML to Word."""

__version__ = "0.1.0"
