"""Side-by-side measurements of template engines, run by hand: `python3 qms.py bench`."""
