/** What a lab leaves behind: its tables as CSV files, and plots of them as PNG files. Given: no task of the course is in here. */
package tinytorch.workbench.report;
