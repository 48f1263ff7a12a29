"""Every address of the portal, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("compact_portal.pages.urls")),
    path("", include("compact_portal.people.urls")),
    path("account/", include("allauth.urls")),
    path("partnership/", include("compact_portal.partnership.urls")),
    path("due/", include("compact_portal.deadlines.urls")),
    path("search/", include("compact_portal.search.urls")),
    path("notices/", include("compact_portal.notices.urls")),
    path("published/", include("compact_portal.publishing.urls")),
    path("compact/", include("champions.urls")),
    path("champions/", include("champions.urls_champions")),
    path("disputes/", include("disputes.urls")),
    path("funding/", include("funding.urls")),
    path("oparl/1.1/", include("meetings.urls_oparl")),
    path("", include("meetings.urls")),
    path("", include("meetings.urls_records")),
    path("by-link/", include("meetings.urls_by_link")),
]

handler403 = "compact_portal.pages.views.forbidden"
handler404 = "compact_portal.pages.views.not_found"
handler500 = "compact_portal.pages.views.server_error"
