/**
 * Milestone {@code inference}: networks that were trained before solve XOR and read handwritten digits, on the tensors, activations, layers and networks of
 * modules 01-05. Also the commands that trained these networks, with nothing but the same modules.
 */
package tinytorch.milestones.inference;
