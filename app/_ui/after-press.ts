'use client';

let pressed = false;

if (typeof window !== 'undefined') {
  const note = (now: boolean) => () => {
    pressed = now;
  };
  window.addEventListener('pointerdown', note(true), true);
  window.addEventListener('pointerup', note(false), true);
  window.addEventListener('pointercancel', note(false), true);
}

/**
 * Runs `show` at once, or while a pointer is pressed after it was let go. A note that appears because a field was left
 * would otherwise move the very button that is being pressed from under the pointer, and the click would be lost.
 */
export function afterPress(show: () => void): void {
  if (!pressed) {
    show();
    return;
  }
  const then = () => {
    window.removeEventListener('pointerup', then, true);
    window.removeEventListener('pointercancel', then, true);
    // The click comes after the pointerup, still in the same turn.
    setTimeout(show);
  };
  window.addEventListener('pointerup', then, true);
  window.addEventListener('pointercancel', then, true);
}
