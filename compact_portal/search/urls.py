from django.urls import path

from compact_portal.search import views

app_name = "search"

urlpatterns = [
    path("", views.search, name="search"),
]
