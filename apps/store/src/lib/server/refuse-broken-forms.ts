import { m } from '@minimart/messages';
import { error } from '@sveltejs/kit';

/** Has a form that cannot be read, such as one that was cut off or is none, answered with 400: whoever sent it is at fault, and not the store. */
export function refuseBrokenForms(request: Request): void {
  const read = request.formData.bind(request);
  request.formData = async () => {
    try {
      return await read();
    } catch (fault) {
      // What the Fetch standard has a body that is no form be read as; one that is too long or breaks off is another error.
      if (fault instanceof TypeError) error(400, m.installed_not_our_form());
      throw fault;
    }
  };
}
