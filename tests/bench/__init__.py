"""`make bench`: how many queries a page takes, and how long, as ratios within one run.

Numbers in milliseconds say more about the machine than about the portal. So each page is compared with an empty
Django view in the same process, the full data with a hundredth of it, and a PDF with a bare WeasyPrint call.
"""
