import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';

/** Says what the caller can correct, and of a defect nothing. */
export const handleError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof z.ZodError) response.status(422).json({ message: z.prettifyError(error) });
  else if (code === 'unknown_endpoint') response.status(404).json({ message: 'There is no such endpoint.' });
  // PostgreSQL's check_violation: the table refuses what an order may not be.
  else if (code === '23514') response.status(422).json({ message: 'The total must be more than nothing.' });
  else response.status(500).json({ message: 'That is our fault.' });
};
