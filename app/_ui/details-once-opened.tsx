'use client';

import { type ComponentProps, useState } from 'react';
import { Details } from './details';

/**
 * {@link Details} whose content is made when it is opened for the first time: for what is long, seldom looked at, and
 * not to be found by a search of the page before. It needs the page's scripts.
 */
export function DetailsOnceOpened({ children, ...rest }: ComponentProps<typeof Details>) {
  const [opened, setOpened] = useState(false);
  return (
    <Details {...rest} onToggle={(event) => setOpened(opened || event.currentTarget.open)}>
      {opened ? children : null}
    </Details>
  );
}
