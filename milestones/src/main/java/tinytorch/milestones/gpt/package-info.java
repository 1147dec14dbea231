/** Milestone {@code tinygpt}: a small GPT learns the language of a text, character after character, and writes on its own. */
package tinytorch.milestones.gpt;
