"""Delivery: packages for who is to have the documents (`pack`), and what became of files that were handed over
(`verify`)."""

from qmsdocs.delivery.packing import Packed, pack
from qmsdocs.delivery.recipients import RECIPIENTS, Recipient
from qmsdocs.delivery.verifying import Verdict, verify

__all__ = ["RECIPIENTS", "Packed", "Recipient", "Verdict", "pack", "verify"]
