'use client';

import { useEffect } from 'react';

const MARK = 'shownToStaff';

/** In the frame of the console: this document has shown what only staff may see. */
export function MarkDocument() {
  useEffect(() => {
    document.documentElement.dataset[MARK] = '';
  }, []);
  return null;
}

/**
 * At the door, where one comes when a session has ended: loads a document anew that has shown the console. The router
 * alone would change what is seen and leave the rest, such as the scripts that brought the page and what it remembers.
 */
export function ForgetDocument() {
  useEffect(() => {
    if (MARK in document.documentElement.dataset) location.reload();
  }, []);
  return null;
}
