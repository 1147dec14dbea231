/**
 * Where datasets are, how they come there, and how their files are read. All of it is given: milestone {@code inference} uses it before module 06 is written,
 * so this package needs nothing but the JDK and the number formats of module 01.
 */
package tinytorch.data.source;
