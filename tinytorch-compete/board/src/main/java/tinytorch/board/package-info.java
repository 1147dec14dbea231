/** The competition: tasks, submissions and who stands where. Pure values and functions; the database, the server and the programs are below. */
package tinytorch.board;
