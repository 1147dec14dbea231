/** Archives: written so that the same files give the same bytes, read so that nothing in them can do harm. */
package tinytorch.course.archive;
