/**
 * Module 01, Setup: the tools that every later module is measured, shown and tested with.
 *
 * <ul>
 * <li>to measure: {@link tinytorch.workbench.Profiler}, {@link tinytorch.workbench.Statistics}, {@link tinytorch.workbench.Sink}
 * <li>to show: {@link tinytorch.workbench.Table}, {@link tinytorch.workbench.Format}, {@link tinytorch.workbench.ProgressBar},
 *     {@link tinytorch.workbench.Description}
 * <li>to know where you are: {@link tinytorch.workbench.Environment}, {@link tinytorch.workbench.Dependency}
 * <li>to know that it is right: {@link tinytorch.workbench.TestRunner}
 * </ul>
 */
package tinytorch.workbench;
