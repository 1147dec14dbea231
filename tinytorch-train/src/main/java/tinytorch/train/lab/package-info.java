/** The measured experiments of module 09: {@code tito lab 09}. */
package tinytorch.train.lab;
