//! Recipes that come along.

/// A recipe that comes along: its name is `pack-ready-` and this one in the locale files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ready {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its settings.
    pub about: &'static [(&'static str, &'static str)],
}

/// The recipes that come along.
pub const READY: &[Ready] = &[
    // 精读讲义: everything, with pinyin over new words.
    Ready {
        name: "close-reading",
        about: &[
            (
                "parts",
                "title,introduction,text,notes,vocabulary,questions,legend",
            ),
            ("pinyin", "glossed"),
            ("numbers", "lines"),
            ("editions", "student,teacher,blank"),
        ],
    },
    // 泛读材料: text and words, in two columns.
    Ready {
        name: "extensive",
        about: &[
            ("parts", "title,contents,text,vocabulary"),
            ("codes", "-"),
            ("numbers", "none"),
            ("size", "11"),
            ("columns", "2"),
            ("editions", "student"),
        ],
    },
    // 讨论课: passages and questions.
    Ready {
        name: "seminar",
        about: &[
            ("parts", "title,introduction,text,notes,questions,legend"),
            ("lines", "0"),
            ("editions", "student,teacher"),
        ],
    },
    // Exam with key.
    Ready {
        name: "exam",
        about: &[
            ("parts", "title,text,questions"),
            ("codes", "-"),
            ("numbers", "lines"),
            ("lines", "6"),
            ("editions", "student,teacher"),
        ],
    },
    // Passages to code, with the key, for teams.
    Ready {
        name: "training",
        about: &[
            ("parts", "title,legend,text,find"),
            ("find", "*"),
            ("codes", "-"),
            ("editions", "student,teacher"),
        ],
    },
];
