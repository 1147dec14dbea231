/** What an instructor gives to students: the course without its solutions. */
package tinytorch.course.release;
