# The page that is read.

reader-empty = Nothing to read yet
reader-empty-how = Drop texts on the window, or add them here
reader-add-files = Add files…
reader-add-text = Paste a text…
reader-choose = Choose a source on the left
reader-chars = { $count ->
    [one] { $number } character
   *[other] { $number } characters
}
reader-codings = { $count ->
    [0] not coded yet
    [one] { $count } coding
   *[other] { $count } codings
}
reader-cut = Too much is coded here to draw all of it.
reader-more = and { $count } more
reader-click-again = Click again for the next
reader-nothing-here = Nothing is coded here
reader-codings-here = Coded here
reader-go-to = Go to it
reader-memo = Write a memo…
reader-uncode = Remove this coding
reader-recode = Another code…
reader-stick = Code every selection with it
reader-passage = Coded { $codes }: “{ $quote }”
reader-by = { $code } ({ $coder })
reader-between = { ", " }
reader-coded-here = Coded { $codes }
reader-bar = Scroll bar
reader-strip = Overview of the text
