interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const size = { width: 420, height: 320 };

/**
 * Opens the small window and dresses it as this page: style sheets, theme, language. Needs a gesture shortly before;
 * rejects when the browser says no.
 */
export async function openDocumentWindow(page: Document): Promise<Window> {
  const opener = page.defaultView as
    (Window & { documentPictureInPicture?: DocumentPictureInPicture }) | null;
  if (!opener?.documentPictureInPicture) throw new TypeError('This browser has no such window.');
  const small = await opener.documentPictureInPicture.requestWindow(size);
  const { head, documentElement } = small.document;
  for (const link of page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const copy = small.document.createElement('link');
    copy.rel = 'stylesheet';
    copy.href = link.href;
    head.append(copy);
  }
  for (const style of page.querySelectorAll('style')) head.append(style.cloneNode(true));
  small.document.title = page.title;
  documentElement.lang = page.documentElement.lang;
  documentElement.dataset['cmTheme'] = page.documentElement.dataset['cmTheme'] ?? 'dark';
  for (const name of page.documentElement.style) {
    documentElement.style.setProperty(name, page.documentElement.style.getPropertyValue(name));
  }
  return small;
}
