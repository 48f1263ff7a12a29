from django.urls import path

from compact_portal.pages import gallery, health, views

app_name = "pages"

urlpatterns = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("health/", health.health, name="health"),
    path("gallery/", gallery.gallery, name="gallery"),
]
