/** The name of the cookie that keeps the language that a visitor has chosen. */
export const languageCookie = 'minimart_language';
