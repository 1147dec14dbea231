package tinytorch.tito;

/** Where the learner stands and what to do next: what {@code tito} says without a command. */
final class Next {
    private Next() {
    }

    static Report report(Session session) {
        Report report = new Report(ExitCode.OK).fact("workspace", null).fact("next", "tito init ~/my-tinytorch");
        return report.line(session.style().bold(session.course().title())).line()
                .line("This folder is the distribution, with the finished library. To begin:").line()
                .line("  tito milestone inference     see what you will build, running")
                .line("  tito init ~/my-tinytorch     your own workspace, with the tasks to fill in").line()
                .line("'tito --help' lists all commands.");
    }
}
