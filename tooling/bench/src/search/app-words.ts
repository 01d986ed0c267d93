/** Parts of the names and summaries of generated apps, as such stores have them. The first of each list come up most. */
export const appWords = {
  brands:
    'Slack Mailchimp Shopify Hubspot Zapier Notion Airtable Stripe Calendly Trello Asana Salesforce Pipedrive Zendesk Intercom Twilio Klaviyo Typeform Discord Telegram Instagram Facebook Google Outlook Teams Zoom Dropbox Jira Monday Clickup Xero Quickbooks Paypal Woocommerce Magento Bigcommerce Activecampaign Brevo Sendgrid Mailjet Freshdesk Gorgias Yotpo Loyaltylion Recharge Aftership Shipstation Klarna Adyen Mollie Square Toast Wix Webflow Wordpress Ghost Substack Patreon Eventbrite Meetup Linkedin Pinterest Tiktok Snapchat Reddit Youtube Vimeo Spotify Twitch'.split(
      ' ',
    ),
  things:
    'Calendar Contacts Orders Invoices Tags Leads Forms Reviews Surveys Tickets Appointments Reminders Payments Coupons Campaigns Newsletters Broadcasts Reports Dashboards Analytics Translations Documents Signatures Shipments Returns Subscriptions Loyalty Referrals Webinars Bookings Tables Spreadsheets Notes Tasks Projects Messages Chats Calls Voicemail Transcripts Summaries Answers Knowledge Catalogue Inventory Pricing Quotes Contracts Payroll Timesheets Birthdays Weather Maps Menus Reservations Donations Memberships Courses Quizzes Certificates'.split(
      ' ',
    ),
  doings:
    'Sync Bridge Connect Import Export Alerts Assistant Bot Manager Tracker Builder Scheduler Router Helper Insights Flow Hub Watch Relay Mirror'.split(
      ' ',
    ),
  coined:
    'bolt|loop|nest|pilot|mint|wave|spark|forge|leaf|pulse|dock|grid|lane|peak|root|sage|tide|vault|wing|zest'.split(
      '|',
    ),
  starts:
    'Bright|Clear|Quick|North|Blue|Silver|Little|Ever|True|Open|Café|Über|Señor|Happy|Kind|Bold|Calm|Deep|First|Grand'.split(
      '|',
    ),
  uses: [
    'Keeps %s in step with %s',
    'Sends %s to %s when somebody asks',
    'Turns %s into %s without a line of code',
    'Reminds people of %s by %s',
    'Collects %s and writes them to %s',
    'Answers questions about %s from %s',
    'Shows %s beside %s',
    'Books %s straight into %s',
  ],
  categories: [
    'marketing',
    'sales',
    'support',
    'ecommerce',
    'productivity',
    'ai',
    'communication',
    'analytics',
    'scheduling',
    'payments',
    'developer-tools',
    'other',
  ],
  languages: ['en', 'en', 'en', 'en', 'en', 'en', 'de', 'es', 'fr', 'pt-BR', 'it', 'nl', 'ja', 'pl', 'tr', 'zh-Hans'],
  pricings: ['free', 'free-plan', 'paid', 'free-trial'],
  scopes: [
    'flow-tags:view',
    'subscribers:view',
    'sub-flows:send',
    'user-fields:view',
    'flow-tags:manage',
    'messages:send',
    'subscribers:manage',
    'flows:view',
    'user-fields:manage',
    'bot-fields:view',
    'tickets:view',
    'tickets:manage',
    'broadcasts:send',
    'shop:view',
    'segments:view',
    'triggers:fire',
    'workspace:view',
    'custom-events:log',
  ],
} as const;
