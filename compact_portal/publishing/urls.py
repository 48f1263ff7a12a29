from django.urls import path

from compact_portal.publishing import views

app_name = "publishing"

urlpatterns = [
    path("<int:pk>/<slug:filename>.pdf", views.pdf, name="pdf"),
    path("<int:pk>/again/", views.again, name="again"),
]
