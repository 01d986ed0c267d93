const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<body style="font: 1rem/1.5 sans-serif; max-width: 24rem; margin: 3rem auto; padding: 0 1rem"><h1>${title}</h1>${body}`;

/** Where somebody signs in at the platform and agrees, or does not. */
export const loginPage = (client: string): string =>
  page(
    'Sign in to Acme',
    `<form method="post">
<p>For ${escape(client)}, which will see your name, e-mail address and workspaces.</p>
<p><label>Login <input name="login" autofocus autocomplete="off"></label></p>
<p><label>Password <input name="password" type="password" autocomplete="off"></label></p>
<button name="decision" value="agree">Agree and go on</button> <button name="decision" value="cancel">Cancel</button>
</form>`,
  );

/** Where somebody says whether they sign out of the platform. */
export const signOutPage = (form: string): string =>
  page(
    'Sign out of Acme?',
    `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out of Acme</button>
<button form="op.logoutForm">Stay</button>`,
  );

/** A page with one sentence. */
export const wordsPage = (words: string): string => page('Acme', `<p>${escape(words)}</p>`);

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
