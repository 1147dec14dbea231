/**
 * Judges a learner's code: compiles it, runs the course's own tests on it in a JVM of its own, and keeps the progress. Nothing that
 * the learner's code prints or deletes can turn a failure into a pass.
 */
package tinytorch.course.judge;
