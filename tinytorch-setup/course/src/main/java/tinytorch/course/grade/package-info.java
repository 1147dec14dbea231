/**
 * Grades what a class handed in. Each submission is graded in a process of its own, its code in further ones, on copies of what it needs; only sources are taken from it,
 * and what ran is told by sealed events. Whose code asks for powers that the task does not need is refused before it runs.
 */
package tinytorch.course.grade;
