/**
 * Where datasets are, how they come there, and how their files are read.
 *
 * <p>Milestone {@code inference} runs before module 06 (DataLoader) exists, so this package needs nothing but the JDK and the number formats of module 01.
 */
package tinytorch.milestones.data;
