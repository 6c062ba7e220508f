"""Clauses, legal acts and regimes: YAML files read as typed data. A new edition or act is data, never code."""
