/**
 * The systems lab of module 01: what can be measured, and what a measurement is worth. Starts at
 * {@link tinytorch.workbench.lab.SetupLab}.
 */
package tinytorch.workbench.lab;
