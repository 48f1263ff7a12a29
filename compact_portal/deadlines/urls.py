from django.urls import path

from compact_portal.deadlines import views

app_name = "deadlines"

urlpatterns = [
    path("", views.due_list, name="list"),
    path("due-dates.csv", views.due_csv, name="csv"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/open/", views.open_calendar, name="open-calendar"),
    path("calendar/close/", views.close_calendar, name="close-calendar"),
    path("calendar/<str:secret>.ics", views.feed, name="feed"),
    path("bank-holidays/", views.bank_holidays, name="bank-holidays"),
    path("bank-holidays/add/", views.add_bank_holiday, name="add-bank-holiday"),
    path("bank-holidays/<int:pk>/remove/", views.remove_bank_holiday, name="remove-bank-holiday"),
]
