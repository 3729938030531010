import type { Text } from '../fr.ts';

export const pages: Text['pages'] = {
  name: 'Ardoise',
  skip: 'Skip to content',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Selected: copy with Ctrl+C',
  loading: 'One moment…',
  retry: 'Try again',
  reload: 'Reload the page',
  home: 'Back to the home page',
  newTab: '(new tab)',
  footer: { label: 'Information', notice: 'Your data', accessibility: 'Accessibility: not compliant', language: 'Language' },
  notFound: { title: 'Page not found', detail: 'Check the address, or ask for the link of the class again.' },
  offline: 'The server does not answer. Check your connection, then try again.',
};
