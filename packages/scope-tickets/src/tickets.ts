import { defineScopePlugin } from '@minimart/scope-kit';
import { createComment } from './create-comment.ts';
import { createTicket } from './create-ticket.ts';
import { deleteTicket } from './delete-ticket.ts';
import { listComments } from './list-comments.ts';
import { listFields } from './list-fields.ts';
import { listTicketLists } from './list-ticket-lists.ts';
import { listTickets } from './list-tickets.ts';
import { readLog } from './read-log.ts';
import { updateTicket } from './update-ticket.ts';

/** The ticket lists of a workspace: view, and manage. */
export const tickets = defineScopePlugin({
  id: 'tickets',
  label: 'Tickets',
  scopes: [
    {
      id: 'tickets:view',
      label: 'View tickets',
      description: 'Read your ticket lists with their tickets, comments and log.',
      risk: 'sensitive',
      icon: 'ticket',
      group: 'Tickets',
      verb: 'see',
      cannot: 'See your tickets',
      translations: {
        de: {
          label: 'Tickets ansehen',
          description: 'Ihre Ticketlisten lesen, mit Tickets, Kommentaren und Protokoll.',
          group: 'Tickets',
          cannot: 'Ihre Tickets sehen',
        },
      },
    },
    {
      id: 'tickets:manage',
      label: 'Manage tickets',
      description: 'Add, change, comment and delete tickets in your ticket lists.',
      risk: 'sensitive',
      icon: 'ticket-check',
      group: 'Tickets',
      implies: ['tickets:view'],
      verb: 'change',
      cannot: 'Change your tickets',
      translations: {
        de: {
          label: 'Tickets verwalten',
          description: 'Tickets in Ihren Ticketlisten anlegen, ändern, kommentieren und löschen.',
          group: 'Tickets',
          cannot: 'Ihre Tickets ändern',
        },
      },
    },
  ],
  operations: [
    listTicketLists,
    listFields,
    listTickets,
    createTicket,
    updateTicket,
    deleteTicket,
    listComments,
    createComment,
    readLog,
  ],
});
