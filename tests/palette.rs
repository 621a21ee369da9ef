//! The colours given to new codes, seen with every kind of eye.

use zhupi::edit::plan_codes::PALETTE;
use zhupi::model::Colour;

type Rows = [[f32; 3]; 3];

/// What is left of a colour for eyes that lack one kind of cone, in linear light (Machado, Oliveira
/// and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
/// severity 1.0).
const EYES: [(&str, Rows); 4] = [
    (
        "all cones",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn times(rows: Rows, it: [f32; 3]) -> [f32; 3] {
    rows.map(|row| row.iter().zip(it).map(|(a, b)| a * b).sum())
}

/// Linear light of sRGB.
fn light(colour: Colour) -> [f32; 3] {
    [colour.0, colour.1, colour.2].map(|part| {
        let part = f32::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// OKLab (Ottosson 2020), in hundredths: two are about the least difference that is seen.
fn lab(light: [f32; 3]) -> [f32; 3] {
    let cones = times(
        [
            [0.412_221_46, 0.536_332_55, 0.051_445_995],
            [0.211_903_5, 0.680_699_5, 0.107_396_96],
            [0.088_302_46, 0.281_718_85, 0.629_978_7],
        ],
        light.map(|it| it.clamp(0.0, 1.0)),
    );
    let lab = times(
        [
            [0.210_454_26, 0.793_617_8, -0.004_072_047],
            [1.977_998_5, -2.428_592_2, 0.450_593_7],
            [0.025_904_037, 0.782_771_77, -0.808_675_77],
        ],
        cones.map(f32::cbrt),
    );
    lab.map(|it| it * 100.0)
}

fn apart(a: [f32; 3], b: [f32; 3]) -> f32 {
    a.iter()
        .zip(b)
        .map(|(a, b)| (a - b).powi(2))
        .sum::<f32>()
        .sqrt()
}

#[test]
fn colours_of_codes_stay_apart_for_every_kind_of_eye() {
    for (eye, rows) in EYES {
        let seen = PALETTE.map(|it| lab(times(rows, light(it))));
        for (at, one) in seen.iter().enumerate() {
            for (other_at, other) in seen.iter().enumerate().skip(at + 1) {
                // The first six are the colours of most codebooks.
                let least = if other_at < 6 { 6.0 } else { 5.0 };
                let far = apart(*one, *other);
                assert!(
                    far >= least,
                    "{at} and {other_at} are {far} apart with {eye}"
                );
            }
        }
    }
}

#[test]
fn colours_of_codes_are_seen_on_light_and_on_dark_paper() {
    for colour in PALETTE {
        let [red, green, blue] = light(colour);
        let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        // WCAG 2.2, 1.4.11; the papers of the two themes, #FFFDF9 and #1E1C1A.
        for (paper, name) in [(0.983, "light"), (0.0117, "dark")] {
            let (low, high) = if luminance < paper {
                (luminance, paper)
            } else {
                (paper, luminance)
            };
            let contrast: f32 = (high + 0.05) / (low + 0.05);
            assert!(
                contrast >= 3.0,
                "{} has {contrast} on {name} paper",
                colour.hex()
            );
        }
    }
}
