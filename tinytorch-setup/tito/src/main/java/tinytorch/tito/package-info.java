/**
 * The command line of the course. Each command is one class; what they share is small: {@link tinytorch.tito.Session} is the
 * surroundings a command runs in, {@link tinytorch.tito.Report} what it has to say, {@link tinytorch.tito.ExitCode} how it ends.
 * No command runs learner code in this JVM.
 */
package tinytorch.tito;
