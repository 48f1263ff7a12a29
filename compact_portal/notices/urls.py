from django.urls import path

from compact_portal.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.notice_list, name="list"),
    path("notices.csv", views.notice_csv, name="csv"),
    path("<int:pk>/", views.notice_detail, name="notice"),
    path("<int:pk>/try-again/", views.try_again, name="try-again"),
]
