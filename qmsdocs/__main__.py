"""python -m qmsdocs"""

from qmsdocs.cli import main

if __name__ == "__main__":
    main()
