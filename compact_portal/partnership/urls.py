from django.urls import path

from compact_portal.partnership import views

app_name = "partnership"

urlpatterns = [
    path("", views.settings, name="settings"),
    path("colours.css", views.colours, name="colours"),
    path("logo/<int:pk>/", views.logo, name="logo"),
]
