/**
 * Proves that the course holds together: that every skeleton compiles and is red, that every task can be solved in its turn, that
 * the tests catch the classic mistakes, and that no solution leaks. See {@link tinytorch.course.verify.Verifier}.
 */
package tinytorch.course.verify;
