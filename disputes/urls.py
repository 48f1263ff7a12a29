"""Addresses of disputes."""

from django.urls import path

from disputes.views import advisers, again, disputes, drafts, hearing, objections, stage

app_name = "disputes"

urlpatterns = [
    path("", disputes.index, name="index"),
    path("raise/", drafts.start, name="start"),
    path("raise/begin/", drafts.begin, name="begin"),
    path("drafts/<str:key>/", drafts.draft, name="draft"),
    path("drafts/<str:key>/check/", drafts.check, name="check"),
    path("drafts/<str:key>/discard/", drafts.discard, name="discard"),
    path("drafts/<str:key>/elsewhere/", drafts.elsewhere, name="elsewhere"),
    path("drafts/<str:key>/no-more-files/", drafts.no_more_files, name="no-more-files"),
    path("drafts/<str:key>/files/<int:pk>/remove/", drafts.remove_file, name="remove-file"),
    path("drafts/<str:key>/<slug:page>/", drafts.page, name="page"),
    path("<slug:reference>/", disputes.dispute, name="dispute"),
    path("<slug:reference>/sent/", disputes.sent, name="sent"),
    path("<slug:reference>/how/", disputes.how, name="how"),
    path("<slug:reference>/files/<int:pk>/", disputes.file, name="file"),
    path("<slug:reference>/more-time/", stage.more_time, name="more-time"),
    path("<slug:reference>/more-time/answer/", stage.answer_more_time, name="answer-more-time"),
    path("<slug:reference>/agree/", stage.agree, name="agree"),
    path("<slug:reference>/agree/<int:pk>/", stage.answer_agreement, name="answer-agreement"),
    path("<slug:reference>/refer/", stage.refer, name="refer"),
    path("<slug:reference>/pause/", stage.pause, name="pause"),
    path("<slug:reference>/restart/", stage.restart, name="restart"),
    path("<slug:reference>/correct-start/", stage.correct_start, name="correct-start"),
    path("<slug:reference>/hear/", hearing.hear, name="hear"),
    path("<slug:reference>/object/", objections.object_to_champion, name="object"),
    path("<slug:reference>/objection/", objections.answer_objection, name="answer-objection"),
    path("<slug:reference>/adviser/", advisers.name_adviser, name="adviser"),
    path("<slug:reference>/adviser/answer/", advisers.answer_proposal, name="answer-adviser"),
    path("<slug:reference>/advise/", advisers.advise, name="advise"),
    path("<slug:reference>/leave/", hearing.leave, name="leave"),
    path("<slug:reference>/timetable/", hearing.timetable, name="timetable"),
    path("<slug:reference>/statement/", hearing.statement, name="statement"),
    path("<slug:reference>/outcome/", hearing.outcome, name="outcome"),
    path("<slug:reference>/comment/", hearing.comment, name="comment"),
    path("<slug:reference>/issue/", hearing.issue, name="issue"),
    path("<slug:reference>/close/", hearing.close, name="close"),
    path("<slug:reference>/redirect/", again.redirect_dispute, name="redirect"),
    path("<slug:reference>/another-look/", again.ask_to_look_again, name="another-look"),
    path("<slug:reference>/look-again/", again.look_again, name="look-again"),
    path("<slug:reference>/reopen/", again.reopen, name="reopen"),
    path("<slug:reference>/withdraw/", stage.withdraw, name="withdraw"),
]
