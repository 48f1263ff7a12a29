"""The demo: four real minutes, word for word, and plainly invented records beside them."""
