"""The province's reports: the figures that all of them print, the Excel workbook, the page for browsers."""
