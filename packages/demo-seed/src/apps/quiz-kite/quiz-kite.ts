import type { DemoApp } from '../../demo-content.types.ts';
import { logo } from '../../drawing/logo.ts';
import { quizKiteCover, quizKiteMark, quizKitePalette } from './quiz-kite-art.ts';
import { quizKiteScreens } from './quiz-kite-screens.ts';

const description = `A good question is worth ten forms. **Quiz Kite** turns three or four of them into a small quiz in the chat, and gives each person the tag that fits their answers.

## Three quizzes to begin with

- **Which one is for me?** For shops with many good things
- **Are we a fit?** For services that cannot take everybody
- **What do you know?** For those who teach

## From answer to action

Each result is a tag: \`likes succulents\`, \`ready to buy\`, \`just looking\`. Your flows take it from there, and the right sub flow starts by itself.

## Built to be finished

Four questions at most, one tap for each, and a result worth having. Nine of ten people who start a quiz finish it.`;

/** Quizzes that tag; asks for three of the four scopes. */
export const quizKite = (): DemoApp => ({
  developer: 'nine-tables',
  releases: [{ version: '1.0.0', changelog: 'First release, with three quizzes.', daysAgo: 2 }],
  art: { logo: logo(quizKitePalette, quizKiteMark), cover: quizKiteCover(), screenshots: quizKiteScreens() },
  manifest: {
    manifestVersion: 1,
    name: 'Quiz Kite',
    slug: 'quiz-kite',
    summary: 'Small quizzes in the chat that tag people by their answers.',
    description,
    category: 'sales',
    pricing: 'free-plan',
    pricingUrl: 'https://quiz-kite.example.com/quiz-kite/prices',
    links: { documentation: 'https://quiz-kite.example.com/docs', privacy: 'https://quiz-kite.example.com/privacy' },
    scopes: [
      { id: 'flow-tags:view', reason: 'To offer your tags as the results of a quiz.' },
      { id: 'flow-tags:manage', reason: 'To create a tag for a result that has none yet.' },
      { id: 'sub-flows:send', reason: 'To start the quiz, and the sub flow that fits its result.' },
    ],
    authInputs: [
      {
        name: 'first_quiz',
        type: 'select',
        title: 'Start with',
        required: true,
        default: 'which',
        options: [
          { value: 'which', label: 'Which one is for me?' },
          { value: 'fit', label: 'Are we a fit?' },
          { value: 'know', label: 'What do you know?' },
        ],
      },
      { name: 'questions', type: 'number', title: 'Questions at most', required: false, default: 4 },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: 'https://hooks.quiz-kite.example/v1/fly',
        body: {
          form: {
            workspace: '{{workspace_id}}',
            app: '{{app_id}}',
            key: '{{api_key}}',
            quiz: '{{auth.first_quiz}}',
            questions: '{{auth.questions}}',
          },
        },
      },
      unsubscribe: {
        method: 'POST',
        url: 'https://hooks.quiz-kite.example/v1/land',
        body: { form: { workspace: '{{workspace_id}}' } },
      },
    },
  },
});
