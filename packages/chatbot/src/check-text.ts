import { refuse } from './chatbot-error.ts';
import { chatbotLimits } from './chatbot-limits.ts';

/** The text, unless it holds what PostgreSQL cannot keep: a NUL, half a surrogate pair. */
export function checkText(text: string): string {
  if (text.includes('\0') || !text.isWellFormed())
    throw refuse('invalid_input', 'The text holds a character that is none.');
  return text;
}

/** A name without the spaces around it and in Unicode's composed form (NFC), so that what looks alike is alike. */
export function tidyName(name: string): string {
  return checkText(name).trim().normalize('NFC');
}

/** A name tidied, unless nothing is left of it or too much. */
export function checkName(name: string): string {
  const tidy = tidyName(name);
  if (tidy === '') throw refuse('invalid_input', 'A name cannot be empty.');
  if (tidy.length > chatbotLimits.nameLength) {
    throw refuse(
      'invalid_input',
      `A name has at most ${chatbotLimits.nameLength} characters; this one has ${tidy.length}.`,
    );
  }
  return tidy;
}

/** What a message says; refused when nothing is in it or when it is too long. */
export function checkContent(content: string): string {
  if (checkText(content).trim() === '') throw refuse('invalid_input', 'A message cannot be empty.');
  if (content.length > chatbotLimits.textLength) {
    throw refuse(
      'invalid_input',
      `A message has at most ${chatbotLimits.textLength} characters; this one has ${content.length}.`,
    );
  }
  return content;
}
