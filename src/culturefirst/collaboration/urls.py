"""Addresses of offers and needs, and of what grows out of them."""

from culturefirst.collaboration import urls_agenda, urls_dating, urls_initiatives
from culturefirst.collaboration.policy import (
    get_in_touch,
    keep_listing,
    see_listings,
    sort_matches,
    take_over,
    write_listings,
)
from culturefirst.collaboration.views import board, deeds, listings, matches
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page

ALL = "share/"
ONE = f"{ALL}<int:pk>/"

urlpatterns = [
    *urls_initiatives.urlpatterns,
    *urls_agenda.urlpatterns,
    page(ALL, board.board, policy=anybody, name="collaborate"),
    page(f"{ALL}words/", board.words, policy=anybody, name="collaborate_words"),
    page(f"{ALL}mine/", board.mine, policy=see_listings, name="listings_mine"),
    page(f"{ALL}new/", deeds.new, policy=write_listings, name="listing_new"),
    page(ONE, listings.listing, policy=see_listings, name="listing"),
    page(f"{ONE}edit/", deeds.edit, policy=keep_listing, name="listing_edit"),
    page(f"{ONE}confirm/", deeds.confirm, policy=keep_listing, name="listing_confirm"),
    page(f"{ONE}pause/", deeds.pause, policy=keep_listing, name="listing_pause"),
    page(f"{ONE}open/", deeds.reopen, policy=keep_listing, name="listing_reopen"),
    page(f"{ONE}close/", deeds.close, policy=keep_listing, name="listing_close"),
    page(f"{ONE}take-over/", deeds.take_over, policy=take_over, name="listing_take_over"),
    page(f"{ONE}touch/", matches.touch, policy=get_in_touch, name="listing_touch"),
    page(f"{ONE}dismiss/", matches.dismiss, policy=sort_matches, name="listing_dismiss"),
    page(f"{ONE}restore/", matches.restore, policy=sort_matches, name="listing_restore"),
    *urls_dating.urlpatterns,
]
