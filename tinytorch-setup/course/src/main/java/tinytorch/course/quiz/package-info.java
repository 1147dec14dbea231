/** The questions at the end of a chapter: read from the lesson, the one place where they and their answers stand. */
package tinytorch.course.quiz;
