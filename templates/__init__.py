"""Data of qmsdocs; read through qmsdocs.resources."""
