/** Module 11: text as numbers, and numbers as text: characters, and byte-pair encoding as GPT-2 has it. */
package tinytorch.text.token;
